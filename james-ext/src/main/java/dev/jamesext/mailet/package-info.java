/**
 * Mailets and matchers that carry the promises of extensions past the queue: what James must do with a mail once the SMTP
 * listener has accepted it. They are named in {@code conf/mailetcontainer.xml}.
 *
 * <p>Absent on purpose: types of the mail API, whose package depends on the version of James.
 */
@NullMarked
package dev.jamesext.mailet;

import org.jspecify.annotations.NullMarked;
