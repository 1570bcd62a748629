import { Body, Button, Heading, Html, Link, Preview, Tailwind, Text } from "@react-email/components";
import * as React from "react";

interface RefusedProps {
  name?: string;
  reason: "age" | "papers";
  items: Array<{ id: number; title: string }>;
  url: string;
}

const baseUrl = process.env.URL ? `https://${process.env.URL}` : "";
// Subject that is not read: "Your account is not read here at all."
export const subject = "Your account could not be opened";

const Row = ({ label }: { label: string }) => <li className="x">{label} was checked.</li>;

export const RefusedEmail = ({ name = "there", reason, items, url }: RefusedProps) => {
  const previewText = `We could not open an account for ${name}`;
  const old = items.length > 3 && reason === "age";
  if (!url) throw new Error("The url of the mail must be given here");
  return (
    <Html lang="en">
      <Preview>{previewText}</Preview>
      <Tailwind config={{ theme: { extend: { colors: { brand: "#fff }" } } } }}>
        <Body className={`mx-auto ${old ? "a" : "b"}`} style={main}>
          {/* A remark with <Text>tags</Text> and {braces} */}
          <Heading as="h1">Hello {name ?? "there"},</Heading>
          <Text style={{ ...text, color: "red" }}>
            Unfortunately we couldn&apos;t open your account,{" "}
            <strong>{name}</strong>{reason === "age" ? ", as you are too young" : ""}.
          </Text>
          {old ? (
            <Text>Our decision can&rsquo;t be changed.</Text>
          ) : reason === "papers" ? (
            <Text>
              Your papers were not clear enough; send
              {" "}new ones with <Link href={url}>this form</Link>.
            </Text>
          ) : null}
          {items.length > 0 && (
            <ul>
              {items.map((item) => (
                <Row key={item.id} label={item.title.trim()} />
              ))}
            </ul>
          )}
          <Text>{`You have ${items.length} paper${items.length === 1 ? "" : "s"} left.`}</Text>
          <div dangerouslySetInnerHTML={{ __html: "<p>not read</p>" }} />
          <Button href={`${baseUrl}/apply?a=1>2`}>Apply {items.length > 1 ? "once more" : "again"}</Button>
          <Text>We won&apos;t discuss this any further. Please don&apos;t reply to this email.</Text>
        </Body>
      </Tailwind>
    </Html>
  );
};

RefusedEmail.PreviewProps = { name: "Ada", reason: "age", items: [], url: "https://x.example" } as RefusedProps;
const main = { fontFamily: "Arial, Helvetica, sans-serif", margin: "0 auto" };
const text = { fontSize: 14 };
export default RefusedEmail;
