// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/local_hub.h"

namespace fw::session {

/// $XDG_DATA_HOME/framewatch/hub, where hub and desktop both look.
QString defaultHubDir();

/// What the files of a hub in \a dataDir say: address and token. NotFound when there are none or
/// the process they name is gone; BadInput when they cannot be read. Does not ask the hub.
Expected<LocalHub::Found> readHubFiles(const QString &dataDir);

/// The ready line of framewatch-hub on its standard output: its address.
Expected<QUrl> readReadyLine(const QByteArray &line);

/// The token file of a hub.
Expected<Secret> readHubToken(const QString &dataDir);

/// `framewatch-hub`: named by the environment (FRAMEWATCH_HUB), beside this program, or in PATH.
Expected<QString> findHubProgram();

/// True when \a body is what a Framewatch hub answers on /health.
bool isHubHealth(const QByteArray &body);

} // namespace fw::session
