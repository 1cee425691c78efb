import { type ComponentProps, type ComponentType, createContext, createElement, type ReactNode, useContext } from 'react';

export interface AnchorProps extends Omit<ComponentProps<'a'>, 'href'> {
  href: string;
  /** Takes the place of the present entry in the history: for choices that refine the same page. */
  replace?: boolean | undefined;
  /** Leaves the page where it is scrolled. */
  preventScrollReset?: boolean | undefined;
}

const Native = ({ children, replace: _replace, preventScrollReset: _keep, ...props }: AnchorProps): ReactNode => <a {...props}>{children}</a>;

const LinkContext = createContext<ComponentType<AnchorProps>>(Native);

/** Tells the components how this application follows links (its router's link); without it they are plain anchors. */
export function LinkProvider({ component, children }: { component: ComponentType<AnchorProps>; children: ReactNode }): ReactNode {
  return <LinkContext value={component}>{children}</LinkContext>;
}

/** A link that the application's router follows. */
export function Anchor(props: AnchorProps): ReactNode {
  return createElement(useContext(LinkContext), props);
}
