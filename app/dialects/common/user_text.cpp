// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/common/user_text.h"

#include <QCoreApplication>

namespace fw::dialects {

QString userText(const char *source)
{
    return QCoreApplication::translate("fw::dialects", source);
}

} // namespace fw::dialects
