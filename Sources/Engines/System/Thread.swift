// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// A named thread of our own, outside Swift's pool.
package struct Thread: Sendable {
  private let handle: pthread_t

  /// Starts `body` on a new thread. The kernel shows the first 15 bytes of `name`.
  package init(name: String, stackBytes: Int = 1 << 20, body: @escaping @Sendable () -> Void) throws(EngineError) {
    let start = Unmanaged.passRetained(ThreadStart(name: name, body: body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)
    var handle = pthread_t()
    let code = pthread_create(&handle, &attributes, runThread, start.toOpaque())
    if code != 0 {
      start.release()
      throw .system(call: "pthread_create", code: code)
    }
    self.handle = handle
  }

  /// Whether the caller runs on this thread.
  package var isCurrent: Bool { pthread_equal(handle, pthread_self()) != 0 }

  /// Waits until the thread has ended; call it once, or call `detach` instead.
  package func join() {
    pthread_join(handle, nil)
  }

  /// Lets the system clean up when the thread ends by itself.
  package func detach() {
    pthread_detach(handle)
  }
}

private final class ThreadStart: Sendable {
  let name: String
  let body: @Sendable () -> Void

  init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  let start = Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue()
  _ = cnet_name_thread(String(start.name.utf8.prefix(15)) ?? "scan")
  start.body()
  return nil
}
