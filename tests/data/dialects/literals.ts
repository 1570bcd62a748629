import { sendMail } from "./transport";
import type { Order } from "./types";

/** Tells a buyer that the order is lost. "This is not read by anyone at all." */
export async function sendLostOrder(order: Order, log: Logger): Promise<void> {
  const name = order.buyer?.firstName ?? "there";
  const late = order.days > 10;
  log.info("Sending the mail about the lost order now");
  await sendMail({
    to: order.buyer.email,
    from: "no-reply@harbour.example",
    subject: `Your order ${order.id} is lost`,
    text: [
      `Hi ${name},`,
      "",
      "We can't find your parcel, and there is nothing more we can do.",
      late ? "You should have told us within ten days." : "You told us in time.",
      "Your money comes back " + `by ${order.refundOn.toLocaleDateString("en-GB")}` + ", we hope.",
    ].join("\n"),
    html: `
      <html><body>
        <p>Hi ${name},</p>
        <p>We can&rsquo;t find your parcel${late ? " any more" : ""}; it cost ${order.items
          .map((item) => `${item.title}: ${item.price}`)
          .join(", ")}.</p>
        ${late ? `<p>It is too late for a claim.</p>` : ""}
        <a href="https://harbour.example/${order.id}">See your order</a>
      </body></html>`,
    headers: { "X-Entity-Ref-ID": order.id, "X-Note": "This is a header and not read" },
  });
  if (!order.id) throw new Error("The order has no number, which can't be");
}
