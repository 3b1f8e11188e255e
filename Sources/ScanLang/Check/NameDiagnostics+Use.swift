// SPDX-License-Identifier: GPL-3.0-or-later

/// S032x, S033x and S034x: assigning, binding, and what is never used.
extension DiagnosticCode {
  static let nameAssignmentRows: [DiagnosticCode] = [
    assignedFinal, assignedFrozen, notAPlace, unusedBinding, bindingAmongAlternatives,
  ]
  static let nameUsageRows: [DiagnosticCode] = [unusedName, unusedParameter, unreachableCode, droppedValue]

  /// S0320
  public static let assignedFinal = DiagnosticCode(
    320, .error, "something final is assigned",
    """
    Only a `var` can be assigned. A `let`, a parameter, a loop variable and what an arm or handler binds keep their \
    value.

        let tries = 0
        tries += 1                   # error

        var tries = 0
        tries += 1
    """)

  /// S0321
  public static let assignedFrozen = DiagnosticCode(
    321, .error, "a handler, function or lambda changes a variable outside it",
    """
    Handlers run side by side and share nothing that changes; functions and lambdas give values back. Both may read \
    outer variables. What a handler finds it reports:

        var found = []
        let seen = scan 127.0.0.1 ports 1-1024 {
          on open as p { found += [p.port] }                       # error
          on open as p { emit service {port: p.port} }
        }
        print(seen.emitted("service").count, found)
    """)

  /// S0322
  public static let notAPlace = DiagnosticCode(
    322, .error, "something that cannot change is assigned",
    """
    Left of `=` stands a variable, an element of a list or a key of a map. Records of scans, texts and numbers are \
    values and do not change.

        var word = "ssh"
        word[0] = "S"                # error
        var counts = {}
        counts["ssh"] = 1
    """)

  /// S0323
  public static let unusedBinding = DiagnosticCode(
    323, .error, "an arm binds a name that nothing uses", in: .statement,
    """
    In a pattern, a name that is declared stands for its value, and any other name binds what is matched: a misspelt \
    state would match everything.

        match p.state {
          opne => print("matches everything")        # error
          open => print("open")
          _ => print("anything else")
        }

    Write `_` to match anything.
    """)

  /// S0324
  public static let bindingAmongAlternatives = DiagnosticCode(
    324, .error, "one alternative of several binds a name", in: .file,
    """
    In `80, other => …` the name would have no value when 80 matches. Give it an arm of its own:

        match n {
          80, other => print(n)      # error
          443 => print("web")
          other => print(other)
        }
    """)

  /// S0330
  public static let unusedName = DiagnosticCode(
    330, .warning, "a name that nobody reads",
    """
    A variable or set is declared and never read: mostly a misspelt or forgotten use. A name that begins with `_` says \
    that it is on purpose.

        let limit = 10               # warning
        let _later = 20
        print("done")
    """)

  /// S0331
  public static let unusedParameter = DiagnosticCode(
    331, .warning, "a parameter that changes nothing",
    """
    The playbook takes a parameter and never reads it, so whoever gives it waits for an effect in vain. Use it, or \
    leave it out.

        param pace: rate = 2k/s      # warning
        scan 127.0.0.1 ports 22

        param pace: rate = 2k/s
        scan 127.0.0.1 ports 22 rate pace
    """)

  /// S0332
  public static let unreachableCode = DiagnosticCode(
    332, .warning, "code that never runs",
    """
    The line before it always leaves the block, by `return`, `break`, `continue`, `fail` or an endless loop.

        fn double(n) {
          return n * 2
          print("never written")     # warning
        }
    """)

  /// S0333
  public static let droppedValue = DiagnosticCode(
    333, .warning, "a value that goes nowhere", in: .file,
    """
    The line works a value out and does nothing with it. Write it, name it, or leave the line out:

        seen.open.count              # warning
        print(seen.open.count)
    """)
}
