// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace fw {

// Log categories, all in one place; the one kind of global state the house allows (style.md rule
// 5).
Q_DECLARE_LOGGING_CATEGORY(lcWire) ///< what peers said that we could not use
Q_DECLARE_LOGGING_CATEGORY(lcLink) ///< connections
Q_DECLARE_LOGGING_CATEGORY(lcStore) ///< state, outbox, journal
Q_DECLARE_LOGGING_CATEGORY(lcSession) ///< sessions and the local hub as a child
Q_DECLARE_LOGGING_CATEGORY(lcHub) ///< the hub's front door, channels and API
Q_DECLARE_LOGGING_CATEGORY(lcWork) ///< the hub's jobs and FFmpeg
Q_DECLARE_LOGGING_CATEGORY(lcUi) ///< windows

} // namespace fw
