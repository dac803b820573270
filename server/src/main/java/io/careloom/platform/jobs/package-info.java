/** Work in the background: loops of one node that wake at once, jobs that one node of many does at its time, the months of big tables. */
@NullMarked
package io.careloom.platform.jobs;

import org.jspecify.annotations.NullMarked;
