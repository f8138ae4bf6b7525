// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

QString name()
{
    return u"framewatchTexts"_s;
}

QTranslator *make(QCoreApplication &app)
{
    auto *translator = new QTranslator(&app);
    translator->setObjectName(name());
    return translator;
}

} // namespace

void installTranslations(QCoreApplication &app, const QString &forced)
{
    const QList<QTranslator *> earlier = app.findChildren<QTranslator *>(name());
    for (QTranslator *one : earlier) // a program shows one language at a time
        delete one;
    const QLocale locale = forced.isEmpty() ? QLocale() : QLocale(forced);
    if (!forced.isEmpty())
        QLocale::setDefault(locale);
    QTranslator *ours = make(app);
    // The pseudo-locale is none QLocale knows, so a forced language is first asked for by name.
    const bool found = (!forced.isEmpty() && ours->load(u":/i18n/framewatch_"_s + forced))
        || (locale.language() != QLocale::C
            && ours->load(locale, u"framewatch"_s, u"_"_s, u":/i18n"_s))
        || ours->load(u":/i18n/framewatch_en"_s);
    if (found)
        app.installTranslator(ours);
    QTranslator *qts = make(app);
    if (qts->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        app.installTranslator(qts);
}

} // namespace fw::ui
