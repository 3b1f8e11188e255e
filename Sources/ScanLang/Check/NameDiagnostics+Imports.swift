// SPDX-License-Identifier: GPL-3.0-or-later

/// S0335 to S0346: imported files and what is used of them.
extension DiagnosticCode {
  static let nameImportRows: [DiagnosticCode] = [
    moduleNotFound, moduleOutside, moduleUnreadable, importCycle, moduleActs, privateName, unknownExport,
    moduleAsValue, importNameMissing, unusedImport, tooManyModules, notForModules,
  ]

  /// S0335
  public static let moduleNotFound = DiagnosticCode(
    335, .error, "an imported file is not there",
    """
    A path stands as seen from the file that imports, with its ending. What ships inside the program begins with \
    `std/` and has none.

        import "lib/firewal.scan" as wall    # error
        import "lib/firewall.scan" as fw
        import "std/services"
    """)

  /// S0336
  public static let moduleOutside = DiagnosticCode(
    336, .error, "an import leads out of the playbook's folder",
    """
    A playbook is its folder: files there and below can be imported, so that it can be copied, reviewed and run \
    elsewhere as a whole. Absolute paths, `..` above the folder and links are refused.

        import "../firewall.scan" as above   # error
        import "lib/firewall.scan" as fw
    """)

  /// S0337
  public static let moduleUnreadable = DiagnosticCode(
    337, .error, "an imported file cannot be read",
    """
    What is imported is a file of at most 1 MiB that the user who starts the run may read.

        import "lib" as all                  # error: a folder
        import "lib/firewall.scan" as fw
    """)

  /// S0338
  public static let importCycle = DiagnosticCode(
    338, .error, "files import each other",
    """
    A file is read before the one that imports it, so two files cannot each come first. What both need goes into a \
    third that imports neither:

        import "playbook.scan" as own        # error: this file itself
        import "lib/shared.scan" as shared
    """)

  /// S0339
  public static let moduleActs = DiagnosticCode(
    339, .error, "an imported file does something", in: .module,
    """
    What is imported declares: functions, techniques, sets, constants, simulated networks and tests. Scans, output \
    and anything that waits belong into functions, which the playbook calls. The value of a `let` may be calculated, \
    without the network and without output.

        scan 127.0.0.1 ports 22              # error
        fn audit(hosts: targets) -> results { return scan hosts ports 22 }
    """)

  /// S0340
  public static let privateName = DiagnosticCode(
    340, .error, "a private name of another file is used",
    """
    A name that begins with `_` is seen in its own file alone, so that it can be changed without asking others. Use \
    what the file offers, or take the `_` away there.

        import "lib/firewall.scan" as fw
        print(fw._limit)                     # error
        print(fw.limit)
    """)

  /// S0341
  public static let unknownExport = DiagnosticCode(
    341, .error, "an imported file declares no such name",
    """
    Behind the name of an imported file stands what that file declares itself at its top level; what it imports is \
    not passed on.

        import "std/services"
        scan 127.0.0.1 ports services.wbe    # error
        scan 127.0.0.1 ports services.web
    """)

  /// S0342
  public static let moduleAsValue = DiagnosticCode(
    342, .error, "an imported file is used as a value",
    """
    The name of an imported file is no value: behind it follow a point and the name of something in it.

        import "std/services"
        print(services)                      # error
        print(services.web)
    """)

  /// S0343
  public static let importNameMissing = DiagnosticCode(
    343, .error, "an imported file needs a name",
    """
    Without `as` the file's own name is taken, up to its first point, and this one is no name that can be declared.

        import "lib/2026-rules.scan"         # error

        import "lib/2026-rules.scan" as rules
    """)

  /// S0344
  public static let unusedImport = DiagnosticCode(
    344, .warning, "nobody uses an imported file",
    """
    Importing a file only makes its names known. Take the line away, or use what it was written for.

        import "std/services"                # warning

        import "std/services"
        scan 127.0.0.1 ports services.web
    """)

  /// S0345
  public static let tooManyModules = DiagnosticCode(
    345, .error, "too many imported files",
    """
    The limit is there against files that are made by programs and import each other without end.

        import "lib/firewall.scan" as fw
    """)

  /// S0346
  public static let notForModules = DiagnosticCode(
    346, .error, "a declaration that only a playbook may have", in: .module,
    """
    `param`, `scope` and `limits` speak of the whole run, so they stand in the file that is run, and a `var` of an \
    imported file could never change. Functions take what they need as parameters:

        param pace: rate = 1k/s              # error
        fn audit(hosts: targets, pace: rate = 1k/s) -> results {
          return scan hosts ports 22 rate pace
        }
    """)
}
