/// What people see of a run: text for a terminal, JSON, and a page. Nothing here prints or opens a file; the
/// caller says where it goes. Everything of the record is shown escaped, so that no terminal and no browser
/// obeys it.
@NullMarked
package dev.switchboard.lab.show;

import org.jspecify.annotations.NullMarked;
