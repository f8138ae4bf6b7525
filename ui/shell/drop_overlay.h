// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace fw::ui {

/// Covers the window while files are dragged over it and says what dropping will do.
class DropOverlay final : public QWidget
{
    Q_OBJECT
public:
    explicit DropOverlay(QWidget *parent);
    /// \a refusal empty: dropping adds; else why it will not.
    void present(int files, const QString &serverName, const QString &refusal);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_text;
    bool m_refused = false;
};

} // namespace fw::ui
