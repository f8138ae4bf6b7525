// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/event.h"

#include <QWidget>

namespace fw::ui {

/// How a server's machine does, as small bars and figures: only what it says (SystemStatusSeen).
class Gauges final : public QWidget
{
    Q_OBJECT
public:
    explicit Gauges(QWidget *parent = nullptr);
    /// Hides when \a status says nothing.
    void setStatus(const wire::SystemStatusSeen &status);
    /// The figures are from then and no longer true: dated and dimmed. Empty: they are true.
    void setAsOf(const QString &time);
    /// At least so much room for the names, so that figures stand below others.
    void setNameRoom(int width);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line
    {
        QString name;
        std::optional<double> percent; ///< with a bar
        QString figure;
        bool alarms = false; ///< so high that it is painted as a warning
    };
    int nameWidth() const;
    int lineHeight() const;

    QList<Line> m_lines;
    QString m_words; ///< for screen readers
    QString m_asOf; ///< empty: now
    int m_nameRoom = 0;
};

} // namespace fw::ui
