// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace fw::ui {

using namespace Qt::StringLiterals;

void installTranslations(QCoreApplication &app, const QString &forced)
{
    const QLocale locale = forced.isEmpty() ? QLocale() : QLocale(forced);
    if (!forced.isEmpty())
        QLocale::setDefault(locale);
    auto *ours = new QTranslator(&app);
    // The pseudo-locale is none QLocale knows, so a forced language is first asked for by name.
    const bool found = (!forced.isEmpty() && ours->load(u":/i18n/framewatch_"_s + forced))
        || (locale.language() != QLocale::C
            && ours->load(locale, u"framewatch"_s, u"_"_s, u":/i18n"_s))
        || ours->load(u":/i18n/framewatch_en"_s);
    if (found)
        app.installTranslator(ours);
    auto *qts = new QTranslator(&app);
    if (qts->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        app.installTranslator(qts);
}

} // namespace fw::ui
