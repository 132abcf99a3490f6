#include "httplib.h"
#include "tensorling.h"
int main() { httplib::Server svr; svr.Post("/completion", handle_completion); }
