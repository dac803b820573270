/** Who is on the other side of a connection: browsers of which origin, proxies and their clients, those who speak no HTTP. */
@NullMarked
package io.careloom.platform.http.edge;

import org.jspecify.annotations.NullMarked;
