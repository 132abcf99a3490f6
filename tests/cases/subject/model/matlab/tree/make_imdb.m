function imdb = make_imdb(dataDir)
files = dir(fullfile(dataDir, '*.tif'));
for i = 1:numel(files)
    im = imread(fullfile(dataDir, files(i).name));
    imdb.images.data(:,:,:,i) = single(im) - mean(im(:));
end
save('imdb.mat', '-struct', 'imdb');
end
