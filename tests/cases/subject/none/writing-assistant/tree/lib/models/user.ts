export class User { train() {} }
