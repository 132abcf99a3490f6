import fire

from cedar import Cedar


def main(ckpt_dir, tokenizer_path, max_batch_size=8):
    generator = Cedar.build(ckpt_dir=ckpt_dir, tokenizer_path=tokenizer_path)
    print(generator.chat_completion([[{"role": "user", "content": "hi"}]]))


if __name__ == "__main__":
    fire.Fire(main)
