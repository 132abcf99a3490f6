#include "model_data.h"
#include "tensorflow/lite/micro/micro_interpreter.h"
#include "tensorflow/lite/micro/micro_mutable_op_resolver.h"
int main() {
  const tflite::Model* model = tflite::GetModel(g_model);
  static tflite::MicroMutableOpResolver<4> resolver;
  tflite::MicroInterpreter interpreter(model, resolver, arena, kArenaSize);
  interpreter.AllocateTensors();
  for (;;) {
    fill(interpreter.input(0)->data.int8);
    interpreter.Invoke();
    if (interpreter.output(0)->data.int8[1] > 100) led_on();
  }
}
