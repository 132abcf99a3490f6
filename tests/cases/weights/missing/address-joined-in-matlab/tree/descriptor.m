function d = descriptor(name)
file = fullfile('data', [name '.mat']);
if ~exist(file, 'file')
    urlwrite(fullfile('http://nets.example.edu/stonechat/models/', ...
        [name '.mat']), file);
end
