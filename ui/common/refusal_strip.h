// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fate_face.h"

#include <QWidget>

class QPushButton;

namespace fw::ui {

class ElidedLabel;
class StateLabel;

/// Below the fields of a job or an item: which change of ours the server did not take, why, and
/// the step from there. The fields themselves show the server's values again.
class RefusalStrip final : public QWidget
{
    Q_OBJECT
public:
    /// What is said of it.
    struct Refusal
    {
        EditId edit;
        store::Fate fate = store::Fate::Rejected; ///< or Conflict
        QString what; ///< "Watermark scale 0.9"
        QString reason; ///< in the server's words
        QString trouble; ///< why nothing can be asked for now; empty: it can
        int more = 0; ///< how many others there are
        friend bool operator==(const Refusal &, const Refusal &) = default;
    };

    explicit RefusalStrip(QWidget *parent);
    void present(const std::optional<Refusal> &refusal); ///< empty: hides

Q_SIGNALS:
    /// It came, went or tells of another.
    void presented();
    void reapplyWanted(const fw::EditId &edit); ///< of one that was rejected
    void resolveWanted(const fw::EditId &edit); ///< of a conflict
    void outboxWanted(const fw::EditId &edit);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showRefusal();

    std::optional<Refusal> m_refusal;
    StateLabel *m_state;
    ElidedLabel *m_what;
    ElidedLabel *m_reason;
    QPushButton *m_again;
    QPushButton *m_outbox;
};

} // namespace fw::ui
