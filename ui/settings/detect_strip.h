// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/detector.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace fw::ui {

/// Asks an address what lives there and shows what it said: which kind, by what evidence, and a
/// button that takes the proposal. Hidden until asked; can be stopped at any time.
class DetectStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit DetectStrip(QWidget *parent = nullptr);

    void ask(const QUrl &address, const wire::Profile &profile);
    void clear(); ///< stops, and forgets what was found
    bool isRunning() const { return m_detector.isRunning(); }
    /// The kind or options of the profile changed: what was found may be in use now.
    void setProfile(const wire::Profile &profile);

Q_SIGNALS:
    void useWanted(const fw::session::Detected &found);
    void runningChanged(bool running);

protected:
    void changeEvent(QEvent *event) override;

private:
    void onFinished(const std::vector<session::Detected> &found, const QString &problem);
    void build();
    void addFound(const session::Detected &found);
    void addLine(QWidget *left, QWidget *right = nullptr);

    session::Detector m_detector;
    QUrl m_address;
    wire::Profile m_profile;
    std::vector<session::Detected> m_found;
    QString m_problem;
    QVBoxLayout *m_column;
    QWidget *m_body = nullptr; ///< made anew for each state
};

/// \a profile with the kind and options that were found.
wire::Profile withFound(wire::Profile profile, const session::Detected &found);

} // namespace fw::ui
