wget http://scenes.example.edu/model/sceneCNN.tar.gz
tar xf sceneCNN.tar.gz
