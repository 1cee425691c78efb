import {
  Button,
  ButtonLink,
  Check,
  confirm,
  EmptyState,
  ErrorPanel,
  FilterChips,
  FormShell,
  icon16,
  icon20,
  icon32,
  IconButton,
  Kbd,
  PageHeader,
  PasswordField,
  PictureBox,
  Price,
  ProgressBar,
  Rating,
  SelectField,
  SkeletonForm,
  SkeletonTile,
  StatusBadge,
  TextArea,
  TextField,
  toast,
  undoToast,
} from '@yarmarka/ui/plain';
import { IconDots, IconPackage, IconPlus, IconSend } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './gallery.module.css';

function Block({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>{title}</h2>
      {children}
    </section>
  );
}

export function Buttons(): ReactNode {
  return (
    <Block title="Действия">
      <div className={classes.row}>
        <Button look="main" icon={<IconSend {...icon16} />}>
          Отправить 188 товаров на проверку
        </Button>
        <Button>Сохранить черновик</Button>
        <Button look="quiet">Отменить</Button>
        <Button look="danger">Удалить 12 товаров</Button>
        <Button look="ink">Каталог</Button>
        <Button look="main" pending>
          Публикуем
        </Button>
        <Button disabled>Недоступно</Button>
        <Button size="s">Малая</Button>
        <ButtonLink href="#" look="main" size="l">
          В корзину
        </ButtonLink>
        <IconButton label="Ещё действия" keys="mod+.">
          <IconDots {...icon20} />
        </IconButton>
        <IconButton label="Добавить" look="plain">
          <IconPlus {...icon20} />
        </IconButton>
        <Kbd keys="mod+k" /> <Kbd keys="g p" />
      </div>
      <div className={classes.row}>
        <Button onClick={() => undoToast({ text: 'Удалено 12 товаров', label: 'Вернуть', undo: () => undefined })}>Убрать с возвратом</Button>
        <Button onClick={() => toast({ tone: 'success', text: 'Файл принят: 2 480 строк' })}>Сообщение</Button>
        <Button
          onClick={() => toast({ tone: 'danger', text: 'Не получилось сохранить цену: у предложения уже новая версия.', detail: 'Номер запроса 7f3a-19' })}
        >
          Ошибка
        </Button>
        <Button
          onClick={() =>
            void confirm({
              title: 'Опубликовать изменения матрицы?',
              text: 'Изменения сразу увидят продавцы и покупатели.',
              facts: [
                { label: 'Ячеек изменится', value: '14 в 6 категориях' },
                { label: 'Карточек проверится заново', value: '1 204' },
                { label: 'Станут неполными', value: '38' },
              ],
              action: 'Опубликовать 14 изменений',
            })
          }
        >
          Вопрос
        </Button>
      </div>
    </Block>
  );
}

export function States(): ReactNode {
  return (
    <Block title="Состояния">
      <div className={classes.row}>
        <StatusBadge tone="draft">Черновик</StatusBadge>
        <StatusBadge tone="progress">На проверке</StatusBadge>
        <StatusBadge tone="success">В продаже</StatusBadge>
        <StatusBadge tone="warning">Нужны правки</StatusBadge>
        <StatusBadge tone="danger">Отклонено</StatusBadge>
        <StatusBadge tone="changed">Изменено</StatusBadge>
        <StatusBadge tone="quiet">В архиве</StatusBadge>
      </div>
      <div className={classes.row}>
        <Price minor={1_299_000} oldMinor={1_549_000} size="xl" />
        <Price minor={1_299_000} oldMinor={1_549_000} size="l" />
        <Price minor={459_050} />
        <Price minor={99_000} size="s" from="от" />
        <Rating value={4.7} count={1_204} />
        <Rating value={3.4} count={3} full />
        <Rating value={null} />
      </div>
      <div className={classes.progress}>
        <ProgressBar label="Загрузка" share={0.42} done={1_042} total={2_480} leftMs={95_000} />
        <ProgressBar label="Подсчёт" share={null} />
      </div>
      <FilterChips
        subject="Товары, где"
        count="около 12 400"
        onClear={() => undefined}
        available={[
          { id: 'brand', label: 'Бренд' },
          { id: 'price', label: 'Цена' },
        ]}
        onAdd={() => undefined}
        chips={[
          { id: 's', label: 'статус', value: 'на проверке или нужны правки', name: 'статус', onRemove: () => undefined, onEdit: () => undefined },
          { id: 'c', label: 'категория', value: 'Ноутбуки', name: 'категория', onRemove: () => undefined, onEdit: () => undefined },
          { id: 'p', label: 'цена', relation: 'до', value: '50 000 ₽', name: 'цена', onRemove: () => undefined, onEdit: () => undefined, changed: true },
        ]}
      />
    </Block>
  );
}

export function Forms(): ReactNode {
  const [pending, setPending] = useState(false);
  return (
    <Block title="Форма">
      <div className={classes.columns}>
        <FormShell
          submit="Сохранить компанию"
          pending={pending}
          submitError={{ message: 'Реквизиты не прошли проверку: контрольная сумма ИНН не сходится. Остальное сохранено.', requestId: '0199f2c4-77aa' }}
          problems={2}
          aside="Сохранено в 14:05"
          onCancel={() => undefined}
          onSubmit={() => {
            setPending(true);
            setTimeout(() => setPending(false), 1_500);
          }}
        >
          <TextField label="Название магазина" defaultValue="Сова" hint="Так вас увидят покупатели." required />
          <TextField label="ИНН" defaultValue="7707083894" error="Контрольная цифра не сходится: проверьте последнюю цифру." inputMode="numeric" />
          <TextField label="Вес" defaultValue="1,2" after="кг" optionalLabel="необязательно" />
          <SelectField
            label="Система налогообложения"
            options={[
              { value: 'usn', label: 'Упрощённая' },
              { value: 'osno', label: 'Общая' },
            ]}
          />
          <PasswordField label="Пароль" defaultValue="длинная фраза" />
          <TextArea label="О магазине" defaultValue="Посуда и мелочи для дома, своё производство в Гжели." />
          <Check label="Самовывоз" defaultChecked hint="Покупатель заберёт заказ сам." />
          <Check label="Доставка" mixed />
          <Check kind="radio" name="r" label="Со склада в Москве" defaultChecked />
          <Check kind="switch" label="Показывать остатки" defaultChecked />
        </FormShell>
        <SkeletonForm />
      </div>
    </Block>
  );
}

export function Notices(): ReactNode {
  return (
    <Block title="Пусто и ошибки">
      <div className={classes.columns}>
        <EmptyState
          icon={<IconPackage {...icon32} />}
          title="Товаров пока нет"
          text="Добавьте первый товар вручную или загрузите файл: столбцы мы разберём сами."
          action={<Button look="main">Загрузить файл</Button>}
          secondary={<Button>Добавить вручную</Button>}
        />
        <ErrorPanel
          text="Список не загрузился: поиск сейчас не отвечает. Фильтры и выделение на месте."
          requestId="0199f2c4-77aa-7e11"
          actions={<Button>Повторить</Button>}
        />
      </div>
    </Block>
  );
}

const TILES = [
  { name: 'Чайник эмалированный «Жостово» с ручной росписью, 2,5 л', price: 459_000, old: 612_000, rating: 4.8, count: 212, seller: 'Сова · завтра' },
  { name: 'Ноутбук Aurora 14, 16 ГБ, 512 ГБ SSD', price: 7_499_000, old: null, rating: 4.6, count: 1_204, seller: 'Техноград · 23 ноя' },
  { name: 'Рубашка льняная мужская', price: 389_000, old: null, rating: null, count: 0, seller: 'Лён и Ко · 24 ноя' },
];

export function Tiles(): ReactNode {
  return (
    <Block title="Плитки">
      <div className={classes.tiles}>
        {TILES.map((tile) => (
          <article key={tile.name} className={classes.tile}>
            <PictureBox src={null} alt="" />
            <Price minor={tile.price} oldMinor={tile.old} size="l" />
            <p className={classes.name}>{tile.name}</p>
            <Rating value={tile.rating} count={tile.count} />
            <p className={classes.seller}>{tile.seller}</p>
          </article>
        ))}
        <SkeletonTile />
      </div>
    </Block>
  );
}

export function Header(): ReactNode {
  return (
    <PageHeader
      title="Товары"
      crumbs={[
        { label: 'Продавец', href: '#' },
        { label: 'Сова', href: '#seller' },
      ]}
      meta="около 12 400"
      actions={
        <>
          <Button>Загрузить файл</Button>
          <Button look="main" icon={<IconPlus {...icon16} />}>
            Добавить товар
          </Button>
        </>
      }
      tabs={[
        { label: 'Все', href: '#all', current: true, count: '12 400' },
        { label: 'Нужны правки', href: '#fix', count: '38' },
        { label: 'Черновики', href: '#drafts', count: '112' },
      ]}
    />
  );
}
