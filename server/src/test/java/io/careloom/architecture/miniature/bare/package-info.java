@Room
package io.careloom.architecture.miniature.bare;

import io.careloom.kernel.Room;
