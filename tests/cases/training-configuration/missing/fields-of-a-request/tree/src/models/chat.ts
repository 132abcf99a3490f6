export interface ChatModel { id: string; contextWindow: number }
export class Model { constructor(readonly id: string) {} }
export interface TrainingJob { epochs: number; batchSize: number; learningRate: number; loss?: number }
