call respcheck#ale#define('html')
