/** What is said, with 202, of work that goes on after the answer. @see RFC 9110, section 15.3.3 */
export class Accepted {
  readonly status = 202;
  readonly body: object;

  constructor(body: object) {
    this.body = body;
  }
}
