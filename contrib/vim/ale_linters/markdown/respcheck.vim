call respcheck#ale#define('markdown')
