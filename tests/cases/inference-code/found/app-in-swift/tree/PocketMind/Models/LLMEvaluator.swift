import MLX
import MLXLLM
import MLXLMCommon
import SwiftUI

@Observable
class LLMEvaluator {
    var output = ""
    func load(modelName: String) async throws -> ModelContainer {
        let c = ModelRegistry.shared.configuration(id: modelName)
        return try await LLMModelFactory.shared.loadContainer(configuration: c) { _ in }
    }
    func generate(modelName: String, prompt: String) async -> String {
        let container = try! await load(modelName: modelName)
        let result = try! await container.perform { ctx in
            try MLXLMCommon.generate(input: ctx.processor.prepare(input: .init(prompt: prompt)), parameters: .init(temperature: 0.5), context: ctx) { t in .more }
        }
        return result.output
    }
}
