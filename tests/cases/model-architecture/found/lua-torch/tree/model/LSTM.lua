local LSTM = {}
function LSTM.lstm(input_size, rnn_size, n, dropout)
  local inputs = {}
  table.insert(inputs, nn.Identity()())
  for L = 1, n do
    local i2h = nn.Linear(input_size, 4 * rnn_size)(inputs[1])
    local h2h = nn.Linear(rnn_size, 4 * rnn_size)(inputs[1])
    local gates = nn.CAddTable()({i2h, h2h})
  end
  local proj = nn.Linear(rnn_size, input_size)(inputs[1])
  return nn.gModule(inputs, { nn.LogSoftMax()(proj) })
end
return LSTM
