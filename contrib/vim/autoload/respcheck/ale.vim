" respcheck for ALE: the buffer as it stands, saved or not

call ale#Set('respcheck_executable', 'respcheck')
call ale#Set('respcheck_options', '')

let s:format = '{line}:{column}:{end_line}:{end_column}:{severity}: {code} {message} [{name}]'
let s:finding = '\v^(\d+):(\d+):(\d+):(\d+):(\w+): (\w+) (.*)$'
let s:types = {'error': 'E', 'warning': 'W', 'note': 'I'}

function! respcheck#ale#define(filetype) abort
  call ale#linter#Define(a:filetype, {
  \ 'name': 'respcheck',
  \ 'executable': {buffer -> ale#Var(buffer, 'respcheck_executable')},
  \ 'command': function('respcheck#ale#command'),
  \ 'callback': 'respcheck#ale#handle',
  \ 'output_stream': 'both',
  \})
endfunction

function! respcheck#ale#command(buffer) abort
  return '%e check -q --column-unit byte --format-string ' . ale#Escape(s:format)
  \ . ale#Pad(ale#Var(a:buffer, 'respcheck_options')) . ' --stdin-filename %s -'
endfunction

" ALE's columns are bytes, and its ends are inclusive.
function! respcheck#ale#handle(buffer, lines) abort
  let l:found = []
  for l:line in a:lines
    let l:part = matchlist(l:line, s:finding)
    if !empty(l:part)
      call add(l:found, {
      \ 'lnum': str2nr(l:part[1]),
      \ 'col': str2nr(l:part[2]),
      \ 'end_lnum': str2nr(l:part[3]),
      \ 'end_col': l:part[4] - 1,
      \ 'type': s:types[l:part[5]],
      \ 'code': l:part[6],
      \ 'text': l:part[7],
      \})
    elseif l:line =~# '^respcheck: '
      call add(l:found, {'lnum': 1, 'type': 'E', 'text': l:line})
    endif
  endfor
  return l:found
endfunction
