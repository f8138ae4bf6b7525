// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/gauges.h"

#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;

/// The figures of a server's machine, as they are read out and as they are seen.
class TestGauges final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatIsSaidIsShown();
    void heatHasDegreesAndNoBar();
};

void TestGauges::onlyWhatIsSaidIsShown()
{
    ui::Gauges gauges;
    gauges.setStatus({});
    QVERIFY(gauges.isHidden());
    wire::SystemStatusSeen status;
    status.cpu = 40;
    gauges.setStatus(status);
    QVERIFY(!gauges.isHidden());
    QVERIFY(!gauges.accessibleDescription().contains(u"°C"_s));
    QVERIFY(!gauges.accessibleName().isEmpty());
}

void TestGauges::heatHasDegreesAndNoBar()
{
    ui::Gauges gauges;
    wire::SystemStatusSeen status;
    status.gpu = 41;
    gauges.setStatus(status);
    const int one = gauges.sizeHint().height();
    status.gpuTemperature = 61.6;
    gauges.setStatus(status);
    QVERIFY2(gauges.accessibleDescription().contains(u"62 °C"_s),
             qPrintable(gauges.accessibleDescription()));
    QCOMPARE(gauges.sizeHint().height(), 2 * one);
    // Painted as a warning where the card slows down.
    gauges.resize(gauges.sizeHint());
    const QImage warm = gauges.grab().toImage();
    status.gpuTemperature = 91;
    gauges.setStatus(status);
    QVERIFY(gauges.accessibleDescription().contains(u"91 °C"_s));
    QVERIFY(gauges.grab().toImage() != warm);
}

QTEST_MAIN(TestGauges)
#include "tst_gauges.moc"
