url=http://www.thespermwhale.example/jaseweston/babi/tasks_1-20_v1-2.tar.gz
curl -O $url
tar xzf tasks_1-20_v1-2.tar.gz
