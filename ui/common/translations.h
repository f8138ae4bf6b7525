// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;
class QString;

namespace fw::ui {

/// Loads our texts and Qt's own for the user's language, English where there is none (it carries
/// the plural forms). \a forced overrides the system's language, e.g. "de" or the pseudo-locale
/// "en_XA"; empty: as the system says. Replaces what an earlier call loaded.
void installTranslations(QCoreApplication &app, const QString &forced);

} // namespace fw::ui
