" Vim compiler file: respcheck, a linter for customer-support replies and email templates
" :compiler respcheck, then :make for this folder or :make %:S for this file

if exists('current_compiler')
  finish
endif
let current_compiler = 'respcheck'

" %c counts bytes
CompilerSet makeprg=respcheck\ check\ -q\ --output-format\ concise\ --column-unit\ byte

" A broken configuration or rule file comes first: its line starts with the program's name.
CompilerSet errorformat=%Erespcheck:\ %f:%l:%c:\ %m,
      \%Erespcheck:\ %m,
      \%E%f:%l:%c:\ error:\ %m,
      \%W%f:%l:%c:\ warning:\ %m,
      \%N%f:%l:%c:\ note:\ %m
