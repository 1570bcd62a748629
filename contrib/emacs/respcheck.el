;;; respcheck.el --- Lint customer-support replies and email templates -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "26.1"))
;; Keywords: wp, tools

;;; Commentary:

;; `M-x respcheck' lints a file or a folder and lists what it finds, for `next-error'.
;; `respcheck-flymake-setup', in a mode's hook, has Flymake lint the buffer as it stands, saved or not.
;; For Flycheck, load flycheck-respcheck.el.

;;; Code:

(require 'compile)
(require 'flymake)

(defgroup respcheck nil "Lint customer-support replies and email templates." :group 'tools)

(defcustom respcheck-program "respcheck" "The program, by name or path." :type 'string)

;; What Flymake and Flycheck read.  Lines and columns count from 1, columns in characters as Emacs
;; counts them; the end is the first column behind.
(defconst respcheck-format "{line}:{column}:{end_line}:{end_column}:{severity}: {code} {message} [{name}]")

(defconst respcheck--finding
  "\\`\\([0-9]+\\):\\([0-9]+\\):\\([0-9]+\\):\\([0-9]+\\):\\([a-z]+\\): \\(.*\\)")

;;; A list of findings

(defconst respcheck-list-error-regexp-alist
  '(("^\\(?:respcheck: \\)?\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:\\(warning\\)\\|\\(note\\)\\)?" 1 2 3 (4 . 5))))
(defconst respcheck-list-error-screen-columns nil)

(define-compilation-mode respcheck-list-mode "Respcheck"
  "What respcheck found."
  (setq-local compilation-skip-threshold 0)) ; `next-error' stops at notes, too

;;;###autoload
(defun respcheck (target)
  "Lint TARGET, a file or a folder, and list what is found."
  (interactive "fLint file or folder: ")
  (compilation-start
   (mapconcat #'shell-quote-argument
              (list respcheck-program "check" "-q" "--output-format" "concise" "--"
                    (file-relative-name (expand-file-name target)))
              " ")
   #'respcheck-list-mode))

;;; Flymake

(defvar-local respcheck--process nil)

;;;###autoload
(defun respcheck-flymake-setup ()
  "Have Flymake lint this buffer with respcheck."
  (add-hook 'flymake-diagnostic-functions #'respcheck-flymake nil t)
  (flymake-mode 1))

(defun respcheck-flymake (report &rest _)
  "Lint the buffer as it stands, and REPORT to Flymake."
  (unless (executable-find respcheck-program)
    (error "There is no program %s" respcheck-program))
  (when (process-live-p respcheck--process)
    (kill-process respcheck--process))
  (let ((source (current-buffer)))
    (save-restriction
      (widen)
      (setq respcheck--process
            (make-process
             :name "respcheck-flymake" :noquery t :connection-type 'pipe :coding 'utf-8-unix
             :buffer (generate-new-buffer " *respcheck-flymake*")
             :command (list respcheck-program "check" "-q" "--format-string" respcheck-format
                            "--stdin-filename" (or buffer-file-name "") "-")
             :sentinel (lambda (process _) (respcheck--report process source report))))
      (ignore-errors ; it may have stopped before it read all, and says why
        (process-send-region respcheck--process (point-min) (point-max))
        (process-send-eof respcheck--process)))))

;; Reports only for the latest process: another may have taken its place by now.
(defun respcheck--report (process source report)
  "Pass what PROCESS printed about the buffer SOURCE to REPORT."
  (when (memq (process-status process) '(exit signal))
    (unwind-protect
        (when (and (buffer-live-p source) (eq process (buffer-local-value 'respcheck--process source)))
          (let ((output (with-current-buffer (process-buffer process) (buffer-string))))
            (with-current-buffer source
              (funcall report (delq nil (mapcar #'respcheck--diagnostic (split-string output "\n")))))))
      (kill-buffer (process-buffer process)))))

(defun respcheck--diagnostic (line)
  "Flymake's diagnostic for a LINE of output about this buffer, or nil."
  (cond
   ((string-match respcheck--finding line)
    (let ((number (lambda (group) (string-to-number (match-string group line)))))
      (flymake-make-diagnostic
       (current-buffer)
       (respcheck--position (funcall number 1) (funcall number 2))
       (respcheck--position (funcall number 3) (funcall number 4))
       (cdr (assoc (match-string 5 line) '(("error" . :error) ("warning" . :warning) ("note" . :note))))
       (match-string 6 line))))
   ((string-prefix-p "respcheck: " line) ; the job could not be done
    (flymake-make-diagnostic (current-buffer) (respcheck--position 1 1) (respcheck--position 1 2) :error line))))

(defun respcheck--position (line column)
  "The position of LINE and COLUMN, both from 1."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (forward-line (1- line))
      (min (+ (point) column -1) (line-end-position)))))

(provide 'respcheck)
;;; respcheck.el ends here
