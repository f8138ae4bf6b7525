// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QFont>
#include <QObject>
#include <QTemporaryDir>

#include <optional>

class QApplication;
class QDBusMessage;
class QDBusVariant;

namespace fw::ui {

/// Which look the user wants.
enum class LookChoice : quint8 { System, Light, Dark, HighContrast };

/// Dresses the application: Fusion, our palette and style sheet, fonts. Follows the desktop through
/// the portal's Settings (color-scheme, contrast) with live change; without a portal the lightness
/// of the palette decides (ux.md 17). Nothing waits for the bus.
class Look final : public QObject
{
    Q_OBJECT
public:
    explicit Look(QApplication &app, QObject *parent = nullptr);

    void setChoice(LookChoice choice);
    LookChoice choice() const { return m_choice; }
    Scheme scheme() const;
    /// Asks the portal and listens to it; the answer comes later through changed(). A portal that
    /// comes later, or again, is asked then.
    void followSystem();

Q_SIGNALS:
    void changed();

private:
    void apply();
    void ask(const QString &key);
    void askAll();
    void take(const QString &key, const QVariant &value);
    QString iconFile(const QString &name, const QColor &color);
    QString sheet(const Theme &theme);

private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    QApplication &m_app;
    QTemporaryDir m_icons; ///< recoloured pictures for the style sheet, which takes only files
    LookChoice m_choice = LookChoice::System;
    bool m_paletteDark = false; ///< the fallback, read before our palette is set
    std::optional<bool> m_portalDark;
    bool m_portalContrast = false;
    std::optional<Scheme> m_shown;
};

/// The text font: Inter when the machine has it, else the system's own.
QFont textFont();
/// Digits of one width, for ids, logs, ages and percentages.
QFont monoFont(const QFont &like);

} // namespace fw::ui
