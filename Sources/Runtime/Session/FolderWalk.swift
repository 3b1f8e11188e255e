// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Opens files below a folder, one folder after the other and never through a link, so that nothing can lead outside on
/// the way, whatever is changed there meanwhile.
public enum FolderWalk {
  /// Why a file was not opened.
  public enum Failure: Error, Hashable {
    /// The folder itself cannot be opened: the errno.
    case folder(Int32)
    /// The part of this number is a link.
    case link(Int)
    /// A part cannot be opened: the errno.
    case part(Int32)

    /// The system's words for it.
    public var text: String {
      switch self {
      case .folder(let code), .part(let code): String(cString: strerror(code))
      case .link: "it is a link"
      }
    }
  }

  /// A descriptor for reading the file that `parts` lead to, none of them `..`; the caller closes it. What is no file is
  /// opened too, without waiting for whoever writes to it.
  public static func open(_ parts: [String], below folder: String) throws(Failure) -> Int32 {
    var descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .folder(errno) }
    for (place, part) in parts.enumerated() {
      let isLink = isLink(part, in: descriptor)
      let isLast = place == parts.count - 1
      let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (isLast ? 0 : O_DIRECTORY)
      let next = isLink ? -1 : openat(descriptor, part, flags)
      let code = errno
      close(descriptor)
      // ELOOP: a link that was put there between the two looks.
      guard next >= 0 else { throw isLink || code == ELOOP ? .link(place) : .part(code) }
      descriptor = next
    }
    return descriptor
  }

  private static func isLink(_ name: String, in descriptor: Int32) -> Bool {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
