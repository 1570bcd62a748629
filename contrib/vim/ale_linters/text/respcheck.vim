call respcheck#ale#define('text')
