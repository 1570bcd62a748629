"""Emacs itself: the list of findings, Flymake and Flycheck."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clients import DRAFT, JUMPED_TO, MISTAKE, UNDERLINED, coded, desk, drive

pytestmark = pytest.mark.slow

#: The clean file, an unsaved draft in its place, then a mistake in the configuration.
THREE_TIMES = """
(find-file "clean.txt")
(text-mode)
(start)
(let ((out (list (cons "clean" (lint)))))
  (erase-buffer)
  (insert (getenv "DRAFT"))
  (push (cons "unsaved" (lint)) out)
  (write-region "selct: [RC101]" nil ".respcheck.yml")
  (push (cons "broken" (lint)) out)
  (write-region (json-encode out) nil "out.json"))
"""

FLYMAKE = """
(require 'respcheck)
(setq flymake-start-on-flymake-mode nil)
(defun start () (respcheck-flymake-setup))
(defun lint ()
  (flymake-start)
  (while (cl-set-difference (flymake-running-backends) (flymake-reporting-backends))
    (accept-process-output nil 0.05))
  (vconcat (mapcar
    (lambda (found)
      (list (line-number-at-pos (flymake-diagnostic-beg found))
            (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found))
            (substring (symbol-name (flymake-diagnostic-type found)) 1)
            (flymake-diagnostic-text found)))
    (sort (flymake-diagnostics) (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b)))))))
"""

FLYCHECK = """
(require 'flycheck-respcheck)
(setq flycheck-check-syntax-automatically nil)
(defun start () (flycheck-mode 1))
(defun lint ()
  (flycheck-buffer)
  (while (flycheck-running-p) (accept-process-output nil 0.05))
  (vconcat (mapcar
    (lambda (found)
      (let ((region (flycheck-error-region-for-mode found 'columns)))
        (list (flycheck-error-line found)
              (and region (buffer-substring-no-properties (car region) (cdr region)))
              (if (eq (flycheck-error-level found) 'info) "note" (symbol-name (flycheck-error-level found)))
              (format "%s %s" (flycheck-error-id found) (flycheck-error-message found)))))
    flycheck-current-errors)))
"""

RESPCHECK = """
(require 'respcheck)
(defalias 'list-findings #'respcheck)
"""
COMPILE = """
(setq compilation-error-screen-columns nil compilation-skip-threshold 0)
(defun list-findings (target)
  (compile (concat "respcheck check -q --output-format concise " (shell-quote-argument target))))
"""

#: `next-error` through the list for a target; the severity is what Emacs makes of each line.
LIST = """
(defun jump ()
  (let* ((list next-error-last-buffer)
         (line (with-current-buffer list
                 (goto-char compilation-current-error)
                 (buffer-substring-no-properties (point) (line-end-position))))
         (message (with-current-buffer list (get-text-property (point) 'compilation-message))))
    (with-current-buffer (window-buffer)
      (list (line-number-at-pos) (buffer-substring-no-properties (point) (line-end-position))
            (aref ["note" "warning" "error"] (compilation--message->type message))
            (replace-regexp-in-string "\\\\`.*?: \\\\(?:[a-z]+: \\\\)?" "" line)))))
(defun lint (target)
  (let ((list (list-findings target)) found)
    (while (process-live-p (get-buffer-process list)) (accept-process-output nil 0.05))
    (accept-process-output nil 0.05)
    (ignore-errors
      (next-error 1 t)
      (while t (push (jump) found) (next-error)))
    (vconcat (nreverse found))))
(let ((out (list (cons "file" (lint "draft 1.txt")) (cons "folder" (lint ".")) (cons "clean" (lint "clean.txt")))))
  (write-region "selct: [RC101]" nil ".respcheck.yml")
  (push (cons "broken" (lint "draft 1.txt")) out)
  (write-region (json-encode out) nil "out.json"))
"""


def run(folder: Path, script: str) -> dict[str, list[list[str]]]:
    (folder / "script.el").write_text(f";; -*- lexical-binding: t -*-\n(require 'json)\n(require 'cl-lib)\n{script}")
    load = '(add-to-list \'load-path (concat (getenv "CONTRIB") "/emacs"))'
    found = drive(desk(folder), "emacs", "-q", "--batch", "--eval", load, "-l", "script.el", DRAFT=DRAFT)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("way", [RESPCHECK, COMPILE], ids=["respcheck", "compile"])
def test_next_error_goes_through_the_list(tmp_path: Path, way: str) -> None:
    found = run(tmp_path, way + LIST)
    assert coded(found["file"]) == JUMPED_TO
    assert found["folder"] == found["file"]
    assert found["clean"] == []
    ((line, words, severity, message),) = found["broken"]
    assert (line, words, severity, MISTAKE in message) == (1, "selct: [RC101]", "error", True)


@pytest.mark.parametrize("mode", ["flymake", "flycheck"])
def test_the_words_are_underlined_in_an_unsaved_buffer(tmp_path: Path, mode: str) -> None:
    if mode == "flycheck" and not any(Path("/usr/share/emacs/site-lisp/elpa-src").glob("flycheck-*")):
        pytest.skip("Flycheck is not installed; .ci/clients installs Debian's elpa-flycheck where that can be done")
    found = run(tmp_path, (FLYMAKE if mode == "flymake" else FLYCHECK) + THREE_TIMES)
    assert found["clean"] == []
    assert coded(found["unsaved"]) == UNDERLINED
    ((_, _, severity, message),) = found["broken"]
    assert (severity, MISTAKE in message) == ("error", True)
