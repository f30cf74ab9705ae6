/// Settings: what can be set is declared on the records that hold it, and read here from a YAML file, the environment and the
/// command line. Depends on nothing of ours; alone imports the YAML parser.
@NullMarked
package dev.rookery.server.config;

import org.jspecify.annotations.NullMarked;
