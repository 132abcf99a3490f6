import SwiftUI

@main
struct PocketMindApp: App {
    var body: some Scene { WindowGroup { ContentView() } }
}
