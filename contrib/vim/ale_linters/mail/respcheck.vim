call respcheck#ale#define('mail')
