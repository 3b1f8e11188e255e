// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Runs code on a thread of its own whose stack is large enough for deeply nested scripts.
enum LargeStack {
  private final class Job {
    let body: () -> Int32
    var result: Int32 = 0

    init(_ body: @escaping () -> Int32) { self.body = body }
  }

  /// Runs `body` there, waits for its end and returns what it returns.
  static func run(bytes: Int = 64 << 20, _ body: @escaping () -> Int32) -> Int32 {
    let job = Job(body)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, bytes)
    var thread = pthread_t()
    let started = pthread_create(
      &thread, &attributes,
      { context in
        guard let context else { return nil }
        let job = Unmanaged<Job>.fromOpaque(context).takeUnretainedValue()
        job.result = job.body()
        return nil
      }, Unmanaged.passUnretained(job).toOpaque())
    // Where memory is so short, the small stack has to do.
    guard started == 0 else { return body() }
    pthread_join(thread, nil)
    return job.result
  }
}
