// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace fw::ui {

/// Why a job failed or needs attention: stage, code, the tool's own reason, whether a retry may
/// help (ux.md 7.2).
struct ErrorFacts
{
    QString stage; ///< in words
    QString code;
    QString reason; ///< FFmpeg's or the server's own
    bool recoverable = false;
    bool attention = false; ///< it needs a person, but did not fail
    friend bool operator==(const ErrorFacts &, const ErrorFacts &) = default;
};

class ErrorBlock final : public QWidget
{
    Q_OBJECT
public:
    explicit ErrorBlock(QWidget *parent = nullptr);
    /// Nothing to say hides the block.
    void setFacts(const ErrorFacts &facts);
    /// What Copy puts into the clipboard.
    QString copyText() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ErrorFacts m_facts;
    QLabel *m_head;
    QLabel *m_reason;
    QLabel *m_hint;
    QPushButton *m_copy;
};

} // namespace fw::ui
