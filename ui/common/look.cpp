// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/look.h"

#include "ui/common/house_style.h"
#include "ui/common/icons.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QFile>
#include <QFontDatabase>
#include <QHash>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto portal = "org.freedesktop.portal.Desktop"_L1;
constexpr auto portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto settings = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearance = "org.freedesktop.appearance"_L1;

/// A bus to ask, without starting one: connecting where none runs can block.
bool busIsThere()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

/// The number inside, however often a portal wrapped it: Read of version 1 does it twice, others
/// once. What is not a number says the same as 0, no preference.
uint numberIn(QVariant value)
{
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    const bool whole = value.typeId() == QMetaType::UInt || value.typeId() == QMetaType::Int;
    return whole ? value.toUInt() : 0;
}

QList<std::pair<QString, QColor>> tokens(const Theme &t)
{
    return { { u"canvas"_s, t.canvas },
             { u"panel"_s, t.panel },
             { u"control"_s, t.control },
             { u"controlHover"_s, t.controlHover },
             { u"line"_s, t.line },
             { u"lineStrong"_s, t.lineStrong },
             { u"track"_s, t.track },
             { u"text"_s, t.text },
             { u"textSoft"_s, t.textSoft },
             { u"textFaint"_s, t.textFaint },
             { u"selection"_s, t.selection },
             { u"selectionText"_s, t.selectionText },
             { u"accent"_s, t.accent },
             { u"accentText"_s, t.accentText },
             { u"accentHover"_s, t.isDark() ? t.accent.lighter(112) : t.accent.darker(112) },
             { u"running"_s, t.running },
             { u"done"_s, t.done },
             { u"attention"_s, t.attention },
             { u"failed"_s, t.failed },
             { u"errorFill"_s, t.errorFill },
             { u"errorLine"_s, t.errorLine } };
}

} // namespace

Look::Look(QApplication &app, QObject *parent)
    : QObject(parent)
    , m_app(app)
    , m_paletteDark(app.palette().color(QPalette::Window).lightness() < 128)
{
    registerResources();
    m_app.setStyle(new HouseStyle);
    m_app.setFont(textFont());
    apply();
}

void Look::setChoice(LookChoice choice)
{
    m_choice = choice;
    apply();
}

Scheme Look::scheme() const
{
    const bool dark = m_portalDark.value_or(m_paletteDark);
    switch (m_choice) {
    case LookChoice::Light:
        return Scheme::Light;
    case LookChoice::Dark:
        return Scheme::Dark;
    case LookChoice::HighContrast:
        return dark ? Scheme::ContrastDark : Scheme::ContrastLight;
    case LookChoice::System:
        break;
    }
    if (m_portalContrast)
        return dark ? Scheme::ContrastDark : Scheme::ContrastLight;
    return dark ? Scheme::Dark : Scheme::Light;
}

void Look::followSystem()
{
    if (!busIsThere())
        return;
    auto bus = QDBusConnection::sessionBus();
    bus.connect(portal, portalPath, settings, u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    // Early in a session a portal may come later than the window, and it may be restarted.
    auto *arrival
        = new QDBusServiceWatcher(portal, bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(arrival, &QDBusServiceWatcher::serviceRegistered, this, &Look::askAll);
    askAll();
}

void Look::askAll()
{
    ask(u"color-scheme"_s);
    ask(u"contrast"_s);
}

void Look::ask(const QString &key)
{
    auto call = QDBusMessage::createMethodCall(portal, portalPath, settings, u"Read"_s);
    call << QString(appearance) << key;
    auto *watcher
        = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, 5000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(key, reply.value().variant());
    });
}

void Look::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance)
        take(key, value.variant());
}

void Look::take(const QString &key, const QVariant &value)
{
    // color-scheme: 1 dark, 2 light; contrast: 1 high. Anything else, now or later defined, counts
    // as no preference.
    const uint number = numberIn(value);
    if (key == "color-scheme"_L1)
        m_portalDark = number == 1 || number == 2 ? std::optional(number == 1) : std::nullopt;
    else if (key == "contrast"_L1)
        m_portalContrast = number == 1;
    else
        return;
    apply();
}

void Look::apply()
{
    if (m_shown == scheme())
        return;
    m_shown = scheme();
    const Theme &theme = themeOf(*m_shown);
    m_app.setPalette(paletteOf(theme));
    m_app.setStyleSheet(sheet(theme));
    Q_EMIT changed();
}

QString Look::iconFile(const QString &name, const QColor &color)
{
    const QString path = m_icons.filePath(name + color.name().mid(1) + u".svg"_s);
    QFile source(u":/icons/"_s + name + u".svg"_s);
    QFile target(path);
    if (!target.exists() && source.open(QIODevice::ReadOnly) && target.open(QIODevice::WriteOnly))
        target.write(source.readAll().replace("currentColor", color.name().toLatin1()));
    return path;
}

QString Look::sheet(const Theme &theme)
{
    QFile file(u":/look/look.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    for (const auto &[name, color] : tokens(theme))
        text.replace(u"{"_s + name + u"}"_s, color.name());
    for (const auto &name : { u"check"_s, u"close"_s, u"down"_s, u"up"_s })
        text.replace(u"{icon:"_s + name + u"}"_s, iconFile(name, theme.textSoft));
    return text.replace(u"{icon:checkOn}"_s, iconFile(u"check"_s, theme.accentText));
}

QFont textFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (QFontDatabase::hasFamily(u"Inter"_s))
        font.setFamilies({ u"Inter"_s, font.family() });
    if (font.pointSizeF() < 10) // bare X11 and offscreen say 9, too small for a full day
        font.setPointSizeF(10);
    return font;
}

QFont monoFont(const QFont &like)
{
    // Asked for with every cell that is painted, and a font that was looked up anew is resolved
    // anew: one for each size is kept.
    static QHash<int, QFont> kept;
    const int size = qRound(like.pointSizeF() * 100);
    if (const auto known = kept.constFind(size); known != kept.cend())
        return *known;
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (QFontDatabase::hasFamily(u"JetBrains Mono"_s))
        font.setFamilies({ u"JetBrains Mono"_s, font.family() });
    font.setPointSizeF(like.pointSizeF() * 0.92);
    kept.insert(size, font);
    return font;
}

} // namespace fw::ui
