;;; flycheck-respcheck.el --- Lint customer-support replies and email templates -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "26.1") (flycheck "32"))

;;; Commentary:

;; A Flycheck checker: it reads the buffer as it stands, saved or not.

;;; Code:

(require 'flycheck)
(require 'respcheck)

(flycheck-define-checker respcheck
  "What shuts the door on a customer: no-reply language, policy walls, missing reasons and next steps."
  :command ("respcheck" "check" "-q" "--format-string" (eval respcheck-format)
            "--stdin-filename" (eval (or buffer-file-name "")) "-")
  :standard-input t
  :error-patterns
  ((error line-start line ":" column ":" end-line ":" end-column ":error: " (id (+ alnum)) " " (message) line-end)
   (warning line-start line ":" column ":" end-line ":" end-column ":warning: " (id (+ alnum)) " " (message) line-end)
   (info line-start line ":" column ":" end-line ":" end-column ":note: " (id (+ alnum)) " " (message) line-end)
   (error line-start "respcheck: " (message) line-end)) ; the job could not be done
  :error-filter flycheck-fill-empty-line-numbers
  :modes (text-mode markdown-mode gfm-mode html-mode mhtml-mode web-mode message-mode))

(add-to-list 'flycheck-checkers 'respcheck)

(provide 'flycheck-respcheck)
;;; flycheck-respcheck.el ends here
