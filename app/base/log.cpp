// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

namespace fw {

Q_LOGGING_CATEGORY(lcWire, "framewatch.wire", QtInfoMsg)
Q_LOGGING_CATEGORY(lcLink, "framewatch.link", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "framewatch.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSession, "framewatch.session", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHub, "framewatch.hub", QtInfoMsg)
Q_LOGGING_CATEGORY(lcWork, "framewatch.work", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "framewatch.ui", QtInfoMsg)

} // namespace fw
