// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange_text.h"

#include <QFutureWatcher>
#include <QWidget>

class QPlainTextEdit;
class QTabBar;

namespace fw::ui {

class ElidedLabel;
class StateLabel;

/// Everything about one exchange: its content indented or as hex, the request and the headers of a
/// call, and what could not be used. The text is made on another thread.
class ExchangeDetail final : public QWidget
{
    Q_OBJECT
public:
    explicit ExchangeDetail(QWidget *parent = nullptr);
    void setSeen(const trace::SeenPtr &seen); ///< null: nothing is chosen
    QPlainTextEdit &text() const { return *m_text; }
    QTabBar &tabs() const { return *m_tabs; }

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Page { Content, Request, Headers, Problems };
    void arrangeTabs();
    void showPage();
    void showHead();

    trace::SeenPtr m_seen;
    models::ExchangeText m_told;
    QFutureWatcher<models::ExchangeText> m_telling;
    ElidedLabel *m_title;
    StateLabel *m_state;
    ElidedLabel *m_reason;
    QTabBar *m_tabs;
    QPlainTextEdit *m_text;
};

} // namespace fw::ui
