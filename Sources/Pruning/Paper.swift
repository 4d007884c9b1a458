/// A publication, as a list of references has it.
public struct Paper: Hashable, Sendable {
  /// Where it came out.
  public enum Venue: Hashable, Sendable {
    /// A journal's volume and pages.
    case journal(String, volume: String, pages: String)
    /// The proceedings of a conference.
    case proceedings(String)
    /// A book's publisher.
    case book(String)
    /// None: what else there is to say of it, such as `arXiv:1710.01878`.
    case unpublished(String)
  }

  /// What citations call it: lower-case letters and digits.
  public let key: String
  /// `Lee, Namhoon and Ajanthan, Thalaiyasingam`.
  public let authors: String
  /// The title.
  public let title: String
  /// The year.
  public let year: Int
  /// Where it came out.
  public let venue: Venue
  /// Its DOI, if it has one.
  public let doi: String?

  /// A publication.
  public init(
    _ key: String, by authors: String, _ title: String, _ year: Int, in venue: Venue,
    doi: String? = nil
  ) {
    self.key = key
    self.authors = authors
    self.title = title
    self.year = year
    self.venue = venue
    self.doi = doi
  }
}
