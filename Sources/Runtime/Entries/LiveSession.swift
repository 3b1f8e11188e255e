// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Glibc
import NetworkTypes
import ScanLang

/// A session that grows entry by entry: one interpreter and one set of engines, which live until it is closed.
///
/// Entries are checked by a `SessionChecker` and handed over here; several may be under way. Everything that an entry is
/// takes place on the interpreter's thread, as with a playbook; any thread may call these methods, and none waits for an
/// entry.
public final class LiveSession: Sendable {
  private let mailbox = Mailbox()
  private let end = SessionEnd()
  /// Hosts, ports and networks of all its scans.
  public let found = FoundPlaces()

  /// Starts engines and interpreter; `base` is the program of a session without entries.
  public init(_ base: CheckedProgram, options: RunOptions) throws(EngineError) {
    let (mailbox, end, found) = (mailbox, end, found)
    let engine = try Self.makeEngine(options)
    let thread = try Thread(name: "interpreter", stackBytes: 256 << 20) {
      let session = Session(
        program: base, options: options, control: RunControl(), mailbox: mailbox, engine: engine,
        reporter: SilentReporter(), found: found)
      session.jobs = []
      while !session.isClosing { session.serve() }
      session.callOff()
      engine.shutdown()
      end.signal()
    }
    thread.detach()
  }

  /// What checks the entries of a session.
  public static func checker() -> SessionChecker { SessionChecker(services: ServiceNames.all) }

  /// Names of services that a port set may name.
  public static var serviceNames: [String] { ServiceNames.all.sorted() }

  private static func makeEngine(_ options: RunOptions) throws(EngineError) -> any ProbeEngine {
    if let network = options.network { return SimulatedEngine(network) }
    let limit = try DescriptorLimit.raise()
    return MachineEngine(connect: try ConnectEngine(descriptorLimit: limit.soft), grant: options.rawSockets)
  }

  /// Runs an entry; `ended` is called on the interpreter's thread when it is over.
  public func run(_ request: EntryRequest, ended: @escaping @Sendable (EntryEnd) -> Void) {
    mailbox.put(.perform { session in session.run(request, ended) })
  }

  /// Works out what an entry would send, with the values that names have now; nothing is sent. `done` is called on the
  /// interpreter's thread.
  public func plan(_ entry: CheckedEntry, done: @escaping @Sendable (PlanOutcome) -> Void) {
    mailbox.put(.perform { session in done(session.plan(entry)) })
  }

  /// Sets the rate of the scans that a job has under way; scope and command line go on bounding it. `done` is told how
  /// many there are.
  public func setRate(_ rate: Rate, of control: RunControl, done: @escaping @Sendable (Int) -> Void) {
    mailbox.put(
      .perform { session in
        let scans = session.scans.values.filter { $0.owner.job.control === control }
        for scan in scans { scan.gate.setRate(rate) }
        done(scans.count)
      })
  }

  /// Ends the session: nothing more is sent, and what is under way is called off. Waits for the engines' end, a second at
  /// most.
  public func close() {
    mailbox.put(.perform { session in session.isClosing = true })
    end.wait(milliseconds: 1000)
  }
}

/// Says that the interpreter's thread is through.
private final class SessionEnd: @unchecked Sendable {
  // A semaphore is made to be shared; it is never moved.
  private let raised = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(raised, 0, 0) }

  deinit {
    sem_destroy(raised)
    raised.deallocate()
  }

  func signal() { sem_post(raised) }

  /// Whether it was signalled in time.
  @discardableResult
  func wait(milliseconds: Int) -> Bool {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let nanoseconds = time.tv_nsec + milliseconds % 1000 * 1_000_000
    time.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    while sem_timedwait(raised, &time) != 0 {
      if errno != EINTR { return false }
    }
    return true
  }
}

/// A reporter for what belongs to no entry: there is nothing to tell.
private final class SilentReporter: Reporter {
  func report(_ event: RunEvent) throws(OutputClosed) {}
}
