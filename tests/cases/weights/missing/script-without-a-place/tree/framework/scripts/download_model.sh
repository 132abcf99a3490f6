GIST=$1
wget https://gist.github.com/$GIST/download -O model.zip
